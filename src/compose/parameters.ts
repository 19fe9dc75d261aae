import type { Parameter } from '../modules/parameters/index.ts'
import { DOSSIER_PARAMETERS } from '../modules/dossiers/index.ts'
import { FEEDBACK_PARAMETERS } from '../modules/feedback/index.ts'
import { DEADLINE_PARAMETERS, PAPER_PARAMETERS, WORK_PARAMETERS } from '../modules/processing/index.ts'
import { QUEUE_PARAMETERS } from '../modules/queue/index.ts'
import { RECEPTION_PARAMETERS } from '../modules/reception/index.ts'
import { RETURN_PARAMETERS } from '../modules/returns/index.ts'

/** Every parameter that a module declares, in the order of the administrators' page. */
export const PARAMETERS: readonly Parameter[] = [...WORK_PARAMETERS, ...DOSSIER_PARAMETERS, ...DEADLINE_PARAMETERS, ...RECEPTION_PARAMETERS, ...RETURN_PARAMETERS, ...QUEUE_PARAMETERS, ...FEEDBACK_PARAMETERS, ...PAPER_PARAMETERS]
