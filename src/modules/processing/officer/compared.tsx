import { Table, Tag } from '../../../ui/index.ts'
import type { Difference } from '../rules/compare.ts'

/** Fields that differ between two states, side by side: said in words and by a sign, not by colour alone. */
export function Compared({ caption, before, after, differences }: { caption: string; before: string; after: string; differences: readonly Difference[] }) {
  return (
    <Table
      caption={caption}
      captionSize="s"
      head={['Ô', before, after, 'So sánh']}
      rows={differences.map((one) => [
        one.label,
        one.before ?? 'để trống',
        <strong>{one.after ?? 'để trống'}</strong>,
        <Tag colour="yellow" icon="alert">
          ≠ {one.before === null ? 'thêm vào' : one.after === null ? 'bỏ đi' : 'khác'}
        </Tag>,
      ])}
    />
  )
}
