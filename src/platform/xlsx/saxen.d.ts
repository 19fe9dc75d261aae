/** The part of saxen that is used; the package ships no types. */
declare module 'saxen' {
  export class Parser {
    on(event: 'openTag', handler: (name: string, attributes: () => Record<string, string>, decode: (text: string) => string, selfClosing: boolean) => void): Parser
    on(event: 'closeTag', handler: (name: string) => void): Parser
    on(event: 'text' | 'cdata', handler: (text: string, decode: (text: string) => string) => void): Parser
    on(event: 'error', handler: (error: Error) => void): Parser
    parse(xml: string): void
  }
}
