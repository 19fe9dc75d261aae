export { mountProcessAdmin } from './admin/mount.ts'
export type { ProcessAdminDeps } from './admin/deps.ts'
export { createRunMigrations } from './migration/run-migrations.ts'
export { processInForce } from './publications/in-force.ts'
export { type DeskStep, lateByStaff, stepsByDue, stepsToSign } from './desk.store.ts'
export { openStepCount, repairTaskCounts, selectStepTimes, type StaffLoad, staffLoads, type StepTimeRow, takeInTasks, type WorkingMinutes } from './counts.store.ts'
export { type TimesOfStep, typicalMinutes } from './rules/step-times.ts'
export type { CarriedOn, OpenedTask } from './carry-on.ts'
export { type Claim, claimTask, releaseTask } from './claim-task.ts'
export { type ClosedTask, type Completion, createCompleteTask } from './complete-task.ts'
export { type CompileOptions, compileProcess } from './definition/compile.ts'
export { type ProcessFault, type ProcessModel, STEP_DUTIES, type StepDuty } from './definition/model.ts'
export { longestHours, outlineOf } from './definition/outline.ts'
export { type Definitions, openDefinitions } from './definitions.ts'
export { PROCESS_EVENTS, type ProcessDeps } from './deps.ts'
export {
  type Cursor,
  listOpenTasks,
  type OpenTasksQuery,
  type Workplace,
} from './inbox.store.ts'
export { type Cancellation, createCancelProcess, createResumeProcess, pauseProcess } from './pause.ts'
export { createCheckProcess, createPublishDefinition, type Publication, type Published } from './publish.ts'
export { createDeliverMessage, type Delivery } from './deliver-message.ts'
export { createFireTimers } from './fire-timers.ts'
export { createFollowSteps } from './follow-calendar.ts'
export { hoursAhead } from './hours-ahead.ts'
export { type Load, loadOf, tasksOfClaimant, unclaimedTasks } from './load.store.ts'
export { createReportBack, type Report } from './report-back.ts'
export { createReturnTargets, createReturnToStep, type Return } from './return-to-step.ts'
export { createStartProcess, type ProcessStart } from './start.ts'
export {
  findTask,
  selectOpenOfInstance,
  type StoredDefinition,
  type TaskRow,
  openTasksPart,
  selectTasksOfDossier as tasksOfDossier,
} from './store.ts'
export { type WayStep, wayOf } from './way.ts'
export { bpmnToTable } from './table/from-bpmn.ts'
export { readRows, type RowOptions } from './table/read-rows.ts'
export { rowsToSheet, sheetToRows, tableToSheet } from './table/sheet.ts'
export { type CellFault, type Column, COLUMNS, DUTY_WORDS, EMPTY_ROW, HEADINGS, type ProcessTable, type TypedRow } from './table/table.ts'
export { tableToBpmn } from './table/to-bpmn.ts'
export { writeRows } from './table/write-rows.ts'
export { type Picture, pictureOf } from './drawing/picture.ts'
export { ProcessDrawing } from './drawing/process-drawing.tsx'
