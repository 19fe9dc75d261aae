/**
 * A compiled FEEL expression: plain JSON, so that it can be stored with a version and sent to a browser.
 * The first element of each tuple names the node.
 */
export type FeelTree =
  | ['lit', FeelValue]
  | ['name', string]
  | ['get', FeelTree, string]
  | ['list', FeelTree[]]
  | ['and' | 'or', FeelTree, FeelTree]
  | ['cmp', CompareOp, FeelTree, FeelTree]
  | ['in', FeelTree, FeelTest[]]
  | ['math', MathOp, FeelTree, FeelTree]
  | ['if', FeelTree, FeelTree, FeelTree]
  | ['call', string, FeelTree[]]
  | ['some' | 'every' | 'for', string, FeelTree, FeelTree]
  | ['filter', FeelTree, FeelTree]

/** What stands at the right of `in`: a comparison, an interval (either end open or closed), or a value or list. */
export type FeelTest = ['op', CompareOp, FeelTree] | ['range', boolean, FeelTree, FeelTree, boolean] | ['is', FeelTree]

export type CompareOp = '=' | '!=' | '<' | '<=' | '>' | '>='
export type MathOp = '+' | '-' | '*' | '/' | '**'

/**
 * Dates are texts 'YYYY-MM-DD': they compare rightly as texts. A duration is `{ months, days }`.
 */
export type FeelValue = null | boolean | number | string | FeelValue[] | { [key: string]: FeelValue }

/** Values by name; a name with dots is looked up whole first, then member by member. */
export type FeelScope = Readonly<Record<string, unknown>>
