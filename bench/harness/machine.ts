import { readdirSync, readFileSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'

/** Clock ticks a second of /proc (USER_HZ): 100 on every Linux that Node runs on. */
const TICKS = 100

/** Processor time in milliseconds, user and system, of a process with all its threads and of its ended children. */
function cpuOf(pid: number): { parent: number; ms: number; endedMs: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name of the program stands in brackets and may hold spaces.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ').map(Number)
    const [parent = 0, user = 0, system = 0, endedUser = 0, endedSystem = 0] = [fields[1], fields[11], fields[12], fields[13], fields[14]]
    return { parent, ms: ((user + system) * 1000) / TICKS, endedMs: ((endedUser + endedSystem) * 1000) / TICKS }
  } catch {
    // It ended meanwhile.
    return null
  }
}

/** Processor time of one process alone, in milliseconds. */
export const processCpu = (pid: number): number => cpuOf(pid)?.ms ?? 0

/** Processor time of a process and all that it started, ended ones included: a PostgreSQL with its backends. */
export function treeCpu(root: number): number {
  const all = new Map<number, ReturnType<typeof cpuOf>>()
  for (const name of readdirSync('/proc')) if (/^\d+$/.test(name)) all.set(Number(name), cpuOf(Number(name)))
  const belongs = (pid: number): boolean => {
    for (let at = pid; at > 1; at = all.get(at)?.parent ?? 0) if (at === root) return true
    return false
  }
  let sum = 0
  for (const [pid, cpu] of all) if (cpu && belongs(pid)) sum += cpu.ms + cpu.endedMs
  return sum
}

/** All processors' time so far by what it went to, in ticks. */
export function machineTicks(): { stolen: number; idle: number; all: number } {
  const [, ...fields] = readFileSync('/proc/stat', 'utf8').split('\n')[0]?.split(/\s+/) ?? []
  const ticks = fields.slice(0, 8).map(Number)
  return { stolen: ticks[7] ?? 0, idle: (ticks[3] ?? 0) + (ticks[4] ?? 0), all: ticks.reduce((sum, one) => sum + one, 0) }
}

/** Resident memory of a process in MiB. */
export function memoryMiB(pid: number): number {
  const found = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Math.round(Number(found?.[1] ?? 0) / 1024)
}

export function machineLine(): string {
  const all = cpus()
  return `${all.length} × ${all[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}, Node ${process.versions.node}`
}
