import 'server-only'
import type { PeopleFile } from '@/server/accounts/typed-people'
import { hasOtherLetters } from '@/server/platform/encoding'
import type { FileLook } from './form-draft'

const SAMPLE = 20
const UNREAD = 50

export function lookAt({ text, encoding, list: { people, unread } }: PeopleFile): FileLook {
  const unsure = encoding && !encoding.sure && hasOtherLetters(text) ? encoding.is : null
  return {
    count: people.length,
    withRoles: people.some(({ roles }) => roles.length > 0),
    administrators: people.some(({ roles }) => roles.includes('administrator')),
    sample: (unsure ? people.filter(({ name }) => hasOtherLetters(name ?? '')) : people).slice(0, SAMPLE),
    unsure,
    unreadCount: unread.length,
    unread: unread.slice(0, UNREAD),
  }
}
