import { blocksOf, type ListItem } from '../catalogue/rules/paragraphs.ts'

const Items = ({ items }: { items: readonly ListItem[] }) => (
  <ul>
    {items.map((item) => (
      <li>
        {item.text}
        {item.items.length > 0 ? <Items items={item.items} /> : null}
      </li>
    ))}
  </ul>
)

/** A source's text with its paragraphs and lists; every word of it, and nothing of it is taken for markup. */
export const SourceText = ({ text }: { text: string }) => (
  <>
    {blocksOf(text).map((block) => {
      if (block.kind === 'list') return <Items items={block.items} />
      return block.kind === 'lead' ? (
        <p>
          <strong>{block.text}</strong>
        </p>
      ) : (
        <p>{block.text}</p>
      )
    })}
  </>
)

/** Short texts of the source, one or several. */
export const SourceList = ({ items }: { items: readonly string[] }) =>
  items.length === 1 ? (
    <p>{items[0]}</p>
  ) : (
    <ul>
      {items.map((item) => (
        <li>{item}</li>
      ))}
    </ul>
  )
