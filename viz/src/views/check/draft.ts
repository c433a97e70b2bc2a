/** The draft under work. It stays in this tab's memory only, so that going to a cited document and back loses nothing. */
import { shallowRef } from 'vue'

export interface Draft {
  text: string
  /** The file that it was read from; empty for what was pasted. */
  file: string
}

export const draft = shallowRef<Draft>({ text: '', file: '' })
