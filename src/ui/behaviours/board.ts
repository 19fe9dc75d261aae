// The board of a hall: follows the calls, and says them with a Vietnamese voice where the machine has one. Browsers let a
// page speak only after somebody pressed something, so there is a button for it.
import { followPage } from './parts/live-page.ts'

const KEPT = 'bang-goi-so-tieng'

const calls = () =>
  [...document.querySelectorAll<HTMLElement>('[data-call]')]
    .map((one) => ({ version: Number(one.dataset.call), say: one.dataset.say ?? '' }))
    .sort((one, other) => one.version - other.version)

const voice = () => window.speechSynthesis?.getVoices().find((one) => /^vi\b/i.test(one.lang))

let said = Math.max(0, ...calls().map((one) => one.version))
let loud = false

/** Two notes, for a machine without a voice. */
function chime() {
  try {
    const audio = new AudioContext()
    for (const [at, pitch] of [[0, 880], [0.25, 660]] as const) {
      const note = audio.createOscillator()
      const volume = audio.createGain()
      note.frequency.value = pitch
      volume.gain.setValueAtTime(0.2, audio.currentTime + at)
      volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + at + 0.5)
      note.connect(volume).connect(audio.destination)
      note.start(audio.currentTime + at)
      note.stop(audio.currentTime + at + 0.6)
    }
    setTimeout(() => audio.close(), 1500)
  } catch {
    return // no sound here: the board shows the number
  }
}

function speak(sentence: string) {
  const speaker = voice()
  chime()
  if (!speaker) return
  const words = new SpeechSynthesisUtterance(sentence)
  words.voice = speaker
  words.lang = speaker.lang
  words.rate = 0.9
  speechSynthesis.speak(words)
}

function sayNew() {
  for (const { version, say } of calls()) {
    if (version <= said) continue
    said = version
    if (loud) speak(say)
  }
}

const button = document.querySelector<HTMLButtonElement>('[data-behaviour=voice]')
const told = document.querySelector<HTMLElement>('[data-voice-told]')
if (button) {
  button.addEventListener('click', () => {
    loud = !loud
    button.setAttribute('aria-pressed', String(loud))
    try {
      sessionStorage.setItem(KEPT, loud ? '1' : '')
    } catch {
      // kept for this page only
    }
    if (loud) speak(button.dataset.sample ?? '')
    if (told) told.textContent = loud && !voice() ? (told.dataset.none ?? '') : ''
  })
}

for (const place of document.querySelectorAll<HTMLElement>('[data-live]')) followPage(place).onShown(sayNew)
