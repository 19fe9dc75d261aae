import { Icon } from '../../ui/index.ts'
import { Brand, Document, HEADER, Main, SignOut } from './document.tsx'
import type { FrameInput, NavSection } from './frame.ts'
import { frameWords } from './words.ts'

function Keys() {
  const words = frameWords('vi')
  const own = [
    ['j', words.keysNext],
    ['k', words.keysPrevious],
    ['Enter', words.keysOpen],
    ['?', words.keysHelp],
  ] as const
  return (
    <dialog class="mc-keys" aria-labelledby="phim-tat">
      <h2 id="phim-tat">{words.keys}</h2>
      <dl>
        {own.map(([key, meaning]) => (
          <>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </>
        ))}
      </dl>
      <form method="dialog">
        <button class="govuk-button govuk-button--secondary" type="submit">
          {words.keysClose}
        </button>
      </form>
    </dialog>
  )
}

const bare = (path: string) => path.split('?')[0] ?? path

/** The item that a page names, or whose address it has, or under which it stands. */
function currentItem({ nav, path }: FrameInput, sections: readonly NavSection[]): string | undefined {
  const items = sections.flatMap((section) => section.items)
  const under = items
    .filter((item) => bare(path).startsWith(`${bare(item.href)}/`))
    .sort((one, other) => other.href.length - one.href.length)
  const found =
    items.find((item) => item.key === nav) ??
    items.find((item) => item.href === path) ??
    items.find((item) => bare(item.href) === bare(path)) ??
    under[0]
  return found?.key
}

/** On a phone the menu is folded, so that the page's own content comes first: its button needs no script. Where there is room it lies open. */
function Side({ input, sections }: { input: FrameInput; sections: readonly NavSection[] }) {
  const words = frameWords('vi')
  const current = currentItem(input, sections)
  const here = sections.flatMap((section) => section.items).find((item) => item.key === current)
  return (
    <>
      <button class="mc-menu" type="button" popovertarget="menu">
        {words.menu}
        {here ? <span>{here.text}</span> : null}
      </button>
      <nav class="mc-side" id="menu" popover="auto" aria-label={words.work}>
        {sections.map((section) => (
          <SideSection section={section} current={current} />
        ))}
      </nav>
    </>
  )
}

function SideSection({ section, current }: { section: NavSection; current: string | undefined }) {
  return (
    <>
      <h2>{section.title}</h2>
      <ul>
        {section.items.map((item) => (
          <li>
            <a
              href={item.href}
              aria-current={item.key === current ? 'page' : undefined}
              data-key={item.shortcut}
              data-key-name={item.text}
            >
              <span>{item.text}</span>
              {item.count === undefined ? null : <span class="mc-count" data-count={item.key}>{item.count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}

function Tools({ input }: { input: FrameInput }) {
  const words = frameWords('vi')
  return (
    <div class="mc-tools">
      <a href="/hien-thi">
        <Icon name="text-size" />
        {words.display}
      </a>
      <a href="/">{words.toPortal}</a>
      <button class="mc-link-button mc-with-script" type="button" data-behaviour="keys">
        <Icon name="keyboard" />
        {words.keys} (?)
      </button>
      {input.person ? (
        <>
          <span>
            {input.person.name}
            {input.person.note ? `, ${input.person.note}` : ''}
          </span>
          <SignOut action="/can-bo/dang-xuat" csrf={input.csrf} text={words.signOut} />
        </>
      ) : null}
    </div>
  )
}

/** Officers and administrators: dense, with their work at the left. */
export function OfficeFrame({ input }: { input: FrameInput }) {
  const words = frameWords('vi')
  const sections = input.sections ?? []
  const isAdmin = input.audience === 'admin'
  return (
    <Document input={input} sheet="officer.css" scripts={sections.some((section) => section.items.some((item) => item.count !== undefined)) ? ['shortcuts', 'live'] : ['shortcuts']}>
      <header id={HEADER} class="mc-header mc-header--office">
        <div class="mc-header__top mc-width mc-width--office">
          <Brand
            input={input}
            name={isAdmin ? `${words.office} · ${words.administration}` : words.office}
            home={isAdmin ? '/quan-tri' : '/can-bo'}
          />
          <Tools input={input} />
        </div>
      </header>
      <div class={sections.length > 0 ? 'mc-office' : 'mc-office-alone'}>
        {sections.length > 0 ? <Side input={input} sections={sections} /> : null}
        <div class="mc-main--office">
          <p class="govuk-hint" role="status" data-live-state hidden />
          <Main input={input} look="" />
        </div>
      </div>
      <Keys />
    </Document>
  )
}
