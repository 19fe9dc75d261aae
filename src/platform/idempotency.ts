export { isKeyTaken, type Json, keepAnswer, type KeptAnswer, keptAnswerPart, once, type RepeatKey, requestHashOf } from './idempotency.store.ts'
