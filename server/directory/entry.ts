/** One person as the directory describes them. A column that the file does not have says nothing, and its field is missing. */
export interface Entry {
  line: number
  address: string
  name: string
  unit?: string
  site?: string
  manager?: string
  groups?: string[]
  external?: string | null
  language?: string
  left: boolean
}
/** Something in a line that was not taken, though the line was: a manager whom nobody can find. Or something to know about it. */
export interface LineNote {
  line: number
  reason: 'manager' | 'account'
  value: string
  address: string
  name: string
}
