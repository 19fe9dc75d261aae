export { compileFeel, type FeelCompiled } from './compile.ts'
export { evaluateFeel, holds } from './evaluate.ts'
export { namesIn } from './names-in.ts'
export type { FeelScope, FeelTree, FeelValue } from './tree.ts'
