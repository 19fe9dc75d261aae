/** Path of an agency below another: ids of its ancestors and itself, each followed by '/'. */
export const pathBelow = (parentPath: string | null, id: string): string => `${parentPath ?? ''}${id}/`

/** True when `path` is the agency at `ancestor` or stands below it. */
export const isWithin = (path: string, ancestor: string): boolean => ancestor !== '' && path.startsWith(ancestor)

/** Ids on the way from the root to the agency itself. */
export const idsOf = (path: string): string[] => path.split('/').filter(Boolean)
