import type { Example } from '../example.ts'
import { ScriptButton } from './script-button.tsx'

export const examples: readonly Example[] = [
  { name: 'with script', show: <ScriptButton data-behaviour="print">In phiếu này</ScriptButton> },
  { name: 'with a camera', show: <ScriptButton needsCamera>Chụp mã QR trên thẻ</ScriptButton> },
]
