// The drawing tool of processes, bpmn-js: loaded by `draw` on the page where a process is drawn, and nowhere else.
import AlignElements from 'bpmn-js/lib/features/align-elements'
import DistributeElements from 'bpmn-js/lib/features/distribute-elements'
import Modeler from 'bpmn-js/lib/Modeler'
import { MOTCUA } from './parts/modeler/own-elements.ts'
import { type Element, showPanel, type Tools } from './parts/modeler/panel.ts'
import { CAN_BECOME, PAD, PALETTE, TOOL_WORDS } from './parts/modeler/words.ts'
import './parts/modeler/modeler.css'

type Entry = { action?: unknown; title?: string; label?: string; group?: string; className?: string }
type Entries = Record<string, Entry>
interface Registry {
  registerProvider(priority: number, provider: Record<string, unknown>): void
  registerProvider(id: string, priority: number, provider: Record<string, unknown>): void
}
interface Services {
  palette: Registry
  contextPad: Registry
  popupMenu: Registry
  create: { start: (event: Event, shape: unknown) => void }
  elementFactory: { createShape: (shape: { type: string }) => unknown }
  autoPlace: { append: (source: unknown, shape: unknown) => void }
  modeling: { updateProperties: (element: unknown, properties: object) => void; updateModdleProperties: (element: unknown, part: unknown, properties: object) => void }
  moddle: { create: (type: string, properties: object) => unknown }
  canvas: { zoom: (to?: string | number | false, around?: 'auto') => number; scroll: (by: { dx: number; dy: number }) => void }
  eventBus: { on: (event: string, listener: (event: { newSelection?: Element[] }) => void) => void }
}

/** Icons of these two carry their look in attributes that a strict page does not take; aligning is done by the grid. */
class OwnModeler extends Modeler {
  override getModules() {
    return super.getModules().filter((module) => module !== AlignElements && module !== DistributeElements)
  }
}

const only = (entries: Entries, allowed: RegExp): Entries => Object.fromEntries(Object.entries(entries).filter(([key]) => allowed.test(key)))
const BEFORE_OTHERS = 500

function start(form: HTMLFormElement) {
  const source = form.querySelector<HTMLTextAreaElement>('textarea')
  if (!source) return
  const [box, canvas, panel] = [document.createElement('div'), document.createElement('div'), document.createElement('div')]
  box.className = 'mc-draw'
  canvas.className = 'mc-draw__canvas'
  box.append(canvas, panel)
  form.prepend(box)
  const modeler = new OwnModeler({ container: canvas, moddleExtensions: { motcua: MOTCUA }, additionalModules: [{ translate: ['value', translate] }] })
  const service = <K extends keyof Services>(name: K): Services[K] => modeler.get(name) as Services[K]
  offerWhatRuns(service)
  const tools: Tools = {
    change: (element, properties) => service('modeling').updateProperties(element, properties),
    changeOf: (element, part, properties) => service('modeling').updateModdleProperties(element, part, properties),
    make: (type, properties) => service('moddle').create(type, properties),
  }
  showPanel(panel, null, tools)
  service('eventBus').on('selection.changed', ({ newSelection = [] }) => showPanel(panel, newSelection.length === 1 ? (newSelection[0] ?? null) : null, tools))
  const open = () => modeler.importXML(source.value).then(() => showWhole(service('canvas'))).catch((error: Error) => say(form, `Không mở được sơ đồ: ${error.message}`))
  source.onchange = () => void open()
  void open().then(() => {
    form.dataset.drawn = 'true'
  })
  sendWhatIsDrawn(form, source, modeler)
}

/** All of it, beside the tools and not beneath them. */
function showWhole(canvas: Services['canvas']) {
  canvas.zoom('fit-viewport', 'auto')
  canvas.zoom(canvas.zoom(false) * 0.86, 'auto')
  canvas.scroll({ dx: 36, dy: 0 })
}

/** Steps are drawn as steps of people; nothing is offered that a process here can not run. */
function offerWhatRuns(service: <K extends keyof Services>(name: K) => Services[K]) {
  const step = () => service('elementFactory').createShape({ type: 'bpmn:UserTask' })
  const create = (event: Event) => service('create').start(event, step())
  service('palette').registerProvider(BEFORE_OTHERS, {
    getPaletteEntries: () => (entries: Entries) => {
      const task = entries['create.task']
      return only({ ...entries, ...(task ? { 'create.task': { ...task, className: 'bpmn-icon-user-task', action: { dragstart: create, click: create } } } : {}) }, PALETTE)
    },
  })
  service('contextPad').registerProvider(BEFORE_OTHERS, {
    getContextPadEntries: (element: Element) => (entries: Entries) => {
      const task = entries['append.append-task']
      const append = () => service('autoPlace').append(element, step())
      return only({ ...entries, ...(task ? { 'append.append-task': { ...task, className: 'bpmn-icon-user-task', action: { click: append, dragstart: append } } } : {}) }, PAD)
    },
  })
  service('popupMenu').registerProvider('bpmn-replace', BEFORE_OTHERS, {
    getPopupMenuEntries: () => (entries: Entries) => only(entries, CAN_BECOME),
    getPopupMenuHeaderEntries: () => () => ({}),
  })
}

function translate(template: string, values: Record<string, string> = {}): string {
  return (TOOL_WORDS[template] ?? template).replace(/\{([^}]+)\}/g, (whole, name: string) => values[name] ?? whole)
}

/** The form is sent with what is drawn as its text. */
function sendWhatIsDrawn(form: HTMLFormElement, source: HTMLTextAreaElement, modeler: Modeler) {
  let ready = false
  form.addEventListener('submit', (event) => {
    if (ready) return
    event.preventDefault()
    modeler
      .saveXML({ format: true })
      .then(({ xml }) => {
        source.value = xml ?? source.value
        ready = true
        // Not while the form is still about its first sending: that would be passed over.
        setTimeout(() => form.requestSubmit())
      })
      .catch((error: Error) => say(form, `Không lưu được sơ đồ: ${error.message}`))
  })
}

function say(form: HTMLElement, sentence: string) {
  const line = form.querySelector<HTMLElement>('.mc-said') ?? form.appendChild(document.createElement('p'))
  line.className = 'mc-said govuk-error-message'
  line.setAttribute('role', 'alert')
  line.textContent = sentence
}

const form = document.querySelector<HTMLFormElement>('form[data-behaviour~=draw]')
if (form) start(form)
