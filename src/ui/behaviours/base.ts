// On every page, before it is painted: the reader's display settings. Then: to the error summary, and the settings.
// A classic script, so it may not import; what it names stays inside this function.
;(() => {
  const KEY = 'hien-thi'
  const root = document.documentElement
  type Settings = Partial<Record<'text' | 'theme', string>>

  function stored(): Settings {
    try {
      return JSON.parse(localStorage.getItem(KEY) ?? '{}') as Settings
    } catch {
      return {} // storage is closed or holds something else: the device's own settings stand
    }
  }

  function apply({ text = '', theme = '' }: Settings) {
    for (const [name, value] of Object.entries({ text, theme })) {
      if (value) root.dataset[name] = value
      else delete root.dataset[name]
    }
  }

  function offerSettings(place: HTMLElement) {
    const radios = [...place.querySelectorAll<HTMLInputElement>('input[type=radio]')]
    const now = stored()
    for (const radio of radios) radio.checked = radio.value === (now[radio.name as keyof Settings] ?? '')
    place.addEventListener('change', () => {
      const chosen = Object.fromEntries(
        radios.filter((radio) => radio.checked).map((radio) => [radio.name, radio.value]),
      )
      apply(chosen)
      const said = place.querySelector('output')
      try {
        localStorage.setItem(KEY, JSON.stringify(chosen))
        if (said) said.textContent = place.dataset.kept ?? ''
      } catch {
        if (said) said.textContent = place.dataset.notKept ?? ''
      }
    })
  }

  apply(stored())
  // Until the page's scripts have run it is drawn as they will leave it (styles/_scripted.scss); where they don't come, as without them.
  root.dataset.script = 'BarcodeDetector' in window ? 'camera' : ''
  const withoutScripts = () => delete root.dataset.script
  const late = setTimeout(withoutScripts, 10_000)
  addEventListener('error', ({ target }) => (target as Element).localName === 'script' && withoutScripts(), true)
  addEventListener('DOMContentLoaded', () => {
    clearTimeout(late)
    document.querySelector<HTMLElement>('[data-behaviour=error-summary], [role=alert][tabindex]')?.focus()
    document.addEventListener('click', (event) => {
      const link = (event.target as Element).closest<HTMLAnchorElement>('.govuk-error-summary a')
      // a date or a group of choices is no field itself: its first one is
      const field =
        link && document.getElementById(decodeURIComponent(link.hash.slice(1)))?.querySelector<HTMLElement>('input')
      if (field) setTimeout(() => field.focus())
    })
    const settings = document.querySelector<HTMLElement>('[data-behaviour=display]')
    if (settings) offerSettings(settings)
    for (const button of document.querySelectorAll<HTMLElement>('[data-behaviour=print]')) button.onclick = () => print()
  })
})()
