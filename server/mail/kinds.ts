import 'server-only'

/**
 * An organisation may write its own words for those in `OWN`. Not for letters about an account's security, because they protect its holder
 * from people who could rewrite them.
 */
interface Kind {
  /** The placeholders it may use, besides the greeting and the organisation. */
  offers: readonly Placeholder[]
  /** The placeholders without which it would be useless. */
  needs: readonly Placeholder[]
  leads: boolean
  why: 'invited' | 'enrolled' | 'named' | 'owner' | 'manager' | 'account' | 'administrator' | 'test'
}
const PLACEHOLDERS = ['greeting', 'organisation', 'course', 'details', 'link', 'what', 'actor', 'advice'] as const
export type Placeholder = (typeof PLACEHOLDERS)[number]

const secure = (...offers: Placeholder[]): Kind => ({ offers, needs: offers, leads: offers.includes('link'), why: 'account' })
const course = (why: Kind['why']): Kind => ({
  offers: ['course', 'details', 'link'],
  needs: ['details', 'link'],

  leads: true,
  why,
})

/** No link, because people who were invited have one that we do not know. */
const CHANGED: Kind = { offers: ['course', 'details'], needs: ['details'], leads: false, why: 'named' }

export const KINDS = {
  account: { offers: ['details', 'link'], needs: ['link'], leads: true, why: 'invited' },
  course: course('invited'),
  invited: course('invited'),
  enrolled: course('enrolled'),
  reminder: course('enrolled'),
  renewal: course('enrolled'),
  completed: course('enrolled'),
  extended: CHANGED,
  exempted: CHANGED,
  required: CHANGED,
  overduePeople: { offers: ['details'], needs: ['details'], leads: false, why: 'manager' },
  digest: { offers: ['details', 'link'], needs: ['details', 'link'], leads: true, why: 'owner' },
  password: secure('link'),
  passwordBy: secure('actor', 'link'),
  passwordSso: secure('link'),
  signUp: secure('link'),
  signUpKnown: secure('link'),
  prove: secure('link'),
  changed: secure('what', 'advice', 'link'),
  removed: secure('actor'),
  directoryHeld: { offers: ['details', 'link'], needs: ['details', 'link'], leads: true, why: 'administrator' },
  directoryFailed: { offers: ['details', 'link'], needs: ['details', 'link'], leads: true, why: 'administrator' },
  test: { offers: ['details', 'link'], needs: ['details', 'link'], leads: true, why: 'test' },
} as const satisfies Record<string, Kind>
export type LetterKind = keyof typeof KINDS

export const LETTERS = Object.keys(KINDS) as LetterKind[]
export const kindOf = (kind: LetterKind): Kind => KINDS[kind]
export const isLetter = (kind: string): kind is LetterKind => Object.hasOwn(KINDS, kind)
export const OWN = [
  'account',
  'course',
  'invited',
  'enrolled',
  'reminder',
  'renewal',
  'completed',
  'extended',
  'exempted',
  'required',
  'digest',
  'overduePeople',
] as const satisfies readonly LetterKind[]
export const isOwn = (kind: string): kind is (typeof OWN)[number] => OWN.some((own) => own === kind)
