// On a page with a process to draw: brings the drawing tool, where there is room for it. Without it the diagram is sent as BPMN text.

const ROOM = '(min-width: 60em)'

function bring(form: HTMLElement) {
  const { script, sheet } = form.dataset
  if (!script || !sheet || !matchMedia(ROOM).matches) return
  const link = document.createElement('link')
  link.rel = 'stylesheet'
  link.href = sheet
  const tool = document.createElement('script')
  tool.type = 'module'
  tool.src = script
  document.head.append(link, tool)
}

const form = document.querySelector<HTMLElement>('form[data-behaviour~=draw]')
if (form) bring(form)
