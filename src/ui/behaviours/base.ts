// On every page, before it is painted: the reader's display settings. Then: to the error summary, and the settings' form.
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

  function settingsForm(form: HTMLFormElement) {
    const now = stored()
    for (const input of form.querySelectorAll<HTMLInputElement>('input[type=radio]')) {
      input.checked = input.value === (now[input.name as keyof Settings] ?? '')
    }
    form.addEventListener('change', () => {
      const chosen = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]))
      apply(chosen)
      const said = form.querySelector('output')
      try {
        localStorage.setItem(KEY, JSON.stringify(chosen))
        if (said) said.textContent = form.dataset.kept ?? ''
      } catch {
        if (said) said.textContent = form.dataset.notKept ?? ''
      }
    })
  }

  apply(stored())
  addEventListener('DOMContentLoaded', () => {
    document.querySelector<HTMLElement>('[data-behaviour=error-summary], [role=alert][tabindex]')?.focus()
    document.addEventListener('click', (event) => {
      const link = (event.target as Element).closest<HTMLAnchorElement>('.govuk-error-summary a')
      // a date or a group of choices is no field itself: its first one is
      const field =
        link && document.getElementById(decodeURIComponent(link.hash.slice(1)))?.querySelector<HTMLElement>('input')
      if (field) setTimeout(() => field.focus())
    })
    const form = document.querySelector<HTMLFormElement>('form[data-behaviour=display]')
    if (form) settingsForm(form)
    for (const button of document.querySelectorAll<HTMLElement>('[data-behaviour=print]')) {
      button.hidden = false
      button.onclick = () => print()
    }
  })
})()
