/**
 * What the log is told of a fault: enough to mend it, and nothing of a row. PostgreSQL's `detail` quotes whole rows, names
 * among them.
 */
export function toldOfError(error: Error & { code?: string; constraint?: string; table?: string; cause?: unknown }): { type: string; message: string; stack: string; [more: string]: unknown } {
  const { name, message, stack, code, constraint, table, cause } = error
  return { type: name, message, stack: stack ?? '', code, constraint, table, ...(cause instanceof Error ? { cause: toldOfError(cause) } : {}) }
}
