/** What the driver's own extensions (pg-cursor, pg-query-stream) take from it. */
declare module 'pg/lib/utils.js' {
  /** A value as it goes over the line. */
  export function prepareValue(value: unknown): string | Buffer | null
}
