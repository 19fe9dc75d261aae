export const SANDBOX = '/sandbox'
export const INBOX = '/sandbox/hop-thu'
export const POPULATION = '/sandbox/dan-cu'
export const CLOCK = '/sandbox/dong-ho'
