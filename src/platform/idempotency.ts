export { type Json, once, type RepeatKey, requestHashOf } from './idempotency.store.ts'
