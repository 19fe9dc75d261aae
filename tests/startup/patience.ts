import { cpus, loadavg } from 'node:os'

/** What a machine with nothing else to do is asked for; a busy one gets time in proportion. */
export const patience = (ms: number): number => Math.round(ms * Math.max(1, (loadavg()[0] ?? 1) / cpus().length))
