export { type ClockShift, followClockShift } from './clock-shift.ts'
export type { SandboxDeps } from './deps.ts'
export { mountSandbox } from './mount.ts'
export { type Simulators, type SimulatorsDeps, startSimulators } from './start-simulators.ts'
