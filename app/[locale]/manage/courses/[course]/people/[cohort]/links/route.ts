import { invitationLinks } from '@/server/courses/enrolling'
import { postedToCohort } from '../../posted-cohort'

/** The links of everybody who was invited and has not come. They are made anew with each download. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/manage/courses/[course]/people/[cohort]/links'>) {
  const { locale, course, cohort: id } = await params
  const post = await postedToCohort(request, { locale, course, cohort: id })
  if (post instanceof Response) return post
  const csv = await invitationLinks(id, post.person.id, locale)
  return new Response(csv, { headers: { 'content-type': 'text/csv; charset=utf-8', 'cache-control': 'no-store', 'content-disposition': 'attachment; filename="invitations.csv"' } })
}
