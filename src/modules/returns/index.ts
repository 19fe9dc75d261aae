export { RETURN_PARAMETERS } from './parameters.ts'
