/** Version of the terms in citizen/terms.words.ts; raised whenever their meaning changes. */
export const TERMS_VERSION = '2026-11-22'
