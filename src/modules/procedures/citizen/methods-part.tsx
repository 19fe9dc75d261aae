import type { VNode } from 'preact'
import { Table } from '../../../ui/index.ts'
import type { Method } from '../catalogue/content.ts'
import { publishedFee, publishedTime, visitsOf } from './guide.ts'
import { Long, type PartsAsk } from './long-text.tsx'

/** A column that no method fills is left out. */
export function methodsPart(ask: PartsAsk): VNode | null {
  const { content, words, lang, procedure, pack } = ask
  if (content.methods.length === 0) return null
  const noted = content.methods.some((method) => method.note !== null)
  const visits = content.methods.map((method) => visitsOf(procedure, pack, method.channel, words))
  const counted = visits.some((each) => each !== words.visitsUnknown)
  const [channel, time, fees, comes, notes] = words.methodHead
  return (
    <>
      <Table
        caption={words.parts.methods}
        hideCaption
        head={[channel, time, fees, ...(counted ? [comes] : []), ...(noted ? [notes] : [])]}
        rows={content.methods.map((method, index) => [
          words.channels[method.channel],
          method.time ? publishedTime(method.time, lang, words) : words.unknown,
          <Fees method={method} ask={ask} />,
          ...(counted ? [visits[index]] : []),
          ...(noted ? [<Note text={method.note} ask={ask} />] : []),
        ])}
      />
      {counted ? null : <p>{words.visitsUnknown}.</p>}
    </>
  )
}

const Note = ({ text, ask }: { text: string | null; ask: PartsAsk }) =>
  text === null ? (
    <>–</>
  ) : (
    <div lang="vi">
      <Long ask={ask} text={text} summary={ask.words.readMethods} />
    </div>
  )

function Fees({ method, ask: { words, lang } }: { method: Method; ask: PartsAsk }) {
  if (!method.fees) return <>{words.feeNotSaid}</>
  return (
    <>
      {method.fees.map((fee) => (
        <div>
          {publishedFee(fee, lang, words)}
          {fee.note ? (
            <span lang="vi" class="mc-small">
              {' '}
              {fee.note}
            </span>
          ) : null}
          {fee.file ? (
            <span class="mc-small">
              {' '}
              {words.amounts}: <span lang="vi">{fee.file}</span>
            </span>
          ) : null}
        </div>
      ))}
    </>
  )
}
