/** A whole number between two limits. */
export interface NumberParameter {
  kind: 'number'
  min: number
  max: number
  default: number
}

/** One of a few, each with its words. */
export interface ChoiceParameter<C extends string = string> {
  kind: 'choice'
  choices: Readonly<Record<C, string>>
  default: NoInfer<C>
}

export type Parameter<Shape extends NumberParameter | ChoiceParameter = NumberParameter | ChoiceParameter> = Shape & {
  /** `module.what-it-is` */
  key: string
  /** What administrators read: Vietnamese. */
  title: string
  /** "ngày làm việc", "giờ làm việc", "lần" … */
  unit?: string
  hint?: string
  /** The legal source, or what is known of it. */
  law: string
  /** false where the text of the law was not found: the default is our own choice. */
  confirmed: boolean
}

export type ValueOf<P> = P extends NumberParameter ? number : P extends ChoiceParameter<infer C> ? C : never

/** A whole number that law or management sets. */
export const numberParameter = (one: Omit<Parameter<NumberParameter>, 'kind'>): Parameter<NumberParameter> => ({ kind: 'number', ...one })

/** A way that law or management chooses among a few. */
export const choiceParameter = <C extends string>(one: Omit<Parameter<ChoiceParameter<C>>, 'kind'>): Parameter<ChoiceParameter<C>> => ({ kind: 'choice', ...one })
