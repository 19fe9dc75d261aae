import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Lang } from '../platform/words.ts'

/** The reader's language; the frame provides it, components read it. */
export const LangContext = createContext<Lang>('vi')

export const useLang = (): Lang => useContext(LangContext)
