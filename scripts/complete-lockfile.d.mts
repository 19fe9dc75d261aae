export function missingPlatforms(lock: unknown): Record<string, unknown>
