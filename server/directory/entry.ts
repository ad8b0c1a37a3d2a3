/** One person as the directory describes them. If the file does not have a column, the field is missing. */
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
  /** `2027-03-01`, or empty. */
  joined?: string
  left: boolean
}
/** Something about a line that we did take: a manager or a day that we could not find out, or an account that needs attention. */
export interface LineNote {
  line: number
  reason: 'manager' | 'joined' | 'account'
  value: string
  address: string
  name: string
}
