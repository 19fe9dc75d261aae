export const programFlags: readonly string[]
export const programEnvironment: Readonly<Record<string, string>>
