import { audit } from '@/server/accounts/audit'
import { setLink } from '@/server/courses/cohorts'
import { seeOther } from '@/server/next/responses'
import { postedToCohort } from '../../posted-cohort'

/** Makes the link to enrol oneself, makes it anew, or withdraws it. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/manage/courses/[course]/people/[cohort]/link'>) {
  const post = await postedToCohort(request, await params)
  if (post instanceof Response) return post
  const {
    here,
    text,
    person,
    cohort: { row },
  } = post
  const open = text('do') !== 'withdraw'
  await setLink(row.id, open)
  await audit({ actor: person.id, action: 'cohort.changed', thing: row.id, detail: { link: open } })
  return seeOther(`${here}?note=${open ? 'link' : 'withdrawn'}#link`)
}
