import { formatDateTime } from '../../../platform/clock.ts'
import type { WebRequest } from '../../../platform/http/index.ts'
import { Button, FormKeys, InsetText, Split, Table, Textarea } from '../../../ui/index.ts'
import type { DossierRow } from '../../dossiers/index.ts'
import type { ActRow } from '../store.ts'
import { actLabel } from '../words.ts'

interface TalkProps {
  r: WebRequest
  row: DossierRow
  messages: { fromCitizen: boolean; authorName: string; body: string; at: Date }[]
  notes: { author: string; body: string; at: Date }[]
}

/** Messages with the citizen, and notes that the citizen never sees. */
export function Talk({ r, row, messages, notes }: TalkProps) {
  return (
    <Split
      left={
        <section>
          <h2 class="govuk-heading-m">Trao đổi với người dân</h2>
          {messages.map((message) => (
            <InsetText>
              <strong>{message.fromCitizen ? `Người dân (${message.authorName})` : message.authorName}</strong>, {formatDateTime(message.at)}
              <p class="govuk-body mc-multiline">{message.body}</p>
            </InsetText>
          ))}
          <form method="post" action={`/can-bo/ho-so/${row.code}/tin-nhan`}>
            <FormKeys csrf={r.csrf} />
            <Textarea name="body" id="message" label="Nhắn cho người dân" rows={3} maxLength={2000} />
            <Button variant="secondary">Gửi tin nhắn</Button>
          </form>
        </section>
      }
      right={
        <section>
          <h2 class="govuk-heading-m">Ghi chú nội bộ</h2>
          {notes.map((note) => (
            <InsetText>
              <strong>{note.author}</strong>, {formatDateTime(note.at)}
              <p class="govuk-body mc-multiline">{note.body}</p>
            </InsetText>
          ))}
          <form method="post" action={`/can-bo/ho-so/${row.code}/ghi-chu`}>
            <FormKeys csrf={r.csrf} />
            <Textarea name="body" id="note" label="Thêm ghi chú (người dân không thấy)" rows={3} maxLength={2000} />
            <Button variant="secondary">Lưu ghi chú</Button>
          </form>
        </section>
      }
    />
  )
}

/** Who did what, when and why. */
export function History({ history, row }: { row: DossierRow; history: (ActRow & { why: string | null })[] }) {
  const lines = [{ at: row.submitted_at, who: row.submitter_name, what: 'nộp hồ sơ', why: null as string | null }, ...history.map((act) => ({ at: act.at, who: act.actor_name, what: actLabel(act.kind), why: act.why }))]
  return (
    <Table
      caption="Nhật ký"
      head={['Lúc', 'Ai', 'Việc', 'Lý do, ghi chú']}
      rows={lines.map((line) => [formatDateTime(line.at), line.who, line.what, line.why ?? ''])}
    />
  )
}
