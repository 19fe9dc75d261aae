/** Every recurring job: what, how often. Each runs in one process at a time, by a lease in the database. */
export const SCHEDULE: readonly { job: string; everySeconds: number }[] = [
  { job: 'dossier.drafts-in-silence', everySeconds: 20 },
  { job: 'dossier.supplements-lapsed', everySeconds: 30 },
  { job: 'processes.timers', everySeconds: 20 },
  { job: 'inbox.take-in', everySeconds: 2 },
  { job: 'notifications.sweep', everySeconds: 10 },
  { job: 'notifications.housekeeping', everySeconds: 600 },
  { job: 'tracking.sweep', everySeconds: 3600 },
  { job: 'results.remind', everySeconds: 21_600 },
  { job: 'filing.count-fillings', everySeconds: 3600 },
  { job: 'queue.end-day', everySeconds: 300 },
  { job: 'queue.follow-bookings', everySeconds: 120 },
  { job: 'files.convert', everySeconds: 120 },
  { job: 'inbox.repair', everySeconds: 86_400 },
  { job: 'files.sweep', everySeconds: 86_400 },
  { job: 'accounts.sweep', everySeconds: 3600 },
  { job: 'events.partitions', everySeconds: 86_400 },
]
