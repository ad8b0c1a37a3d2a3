import { BUILDERS } from '@/server/courses/owners'
import { formHandler } from '@/server/nextjs/form-handler'
import { sayOf } from '@/server/courses/act-said'
import { cohortsOf } from '@/server/courses/cohorts'
import { endFor, moveTo, revokeFor, rosterLine, undoEnd } from '@/server/courses/roster'
import { seeOther } from '@/server/nextjs/responses'
import { postedToCohort } from '../../../posted-cohort'

/** Marks somebody as having left or not, moves them to another cohort, or withdraws their certificate. */
export const POST = formHandler(
  '/[locale]/manage/courses/[course]/people/[cohort]/[handle]/change',
  { roles: BUILDERS, texts: ['do', 'cohort', 'confirm'] },
  async (post) => {
    const {
      params: { course, cohort, handle },
      text,
      person,
    } = post
    const { here } = await postedToCohort(post)
    const back = (note: string) => seeOther(`${here}?note=${note}#learners`)
    const log = (act: 'end' | 'undo' | 'move') => sayOf(course, handle, act, person.id)
    if (!(await rosterLine(course, cohort, handle))) return back('gone')
    switch (text.do) {
      case 'end':
        if (!(await endFor(course, cohort, handle))) return back('gone')
        await log('end')
        return back('ended')
      case 'undo': {
        const done = await undoEnd(course, cohort, handle)
        if (done !== 'undone') return back(done === 'again' ? 'again' : 'tooLate')
        await log('undo')
        return back('undone')
      }
      case 'move': {
        if (!(await moveTo(course, cohort, handle, text.cohort))) return back('notMoved')
        await log('move')
        const to = (await cohortsOf(course)).find(({ row }) => row.id === text.cohort)?.row.name ?? ''
        return seeOther(`${here}?${new URLSearchParams({ note: 'moved', to })}`)
      }
      case 'revoke': {
        const done = text.confirm === 'yes' && (await revokeFor(course, cohort, handle, person.id))
        return back(done ? 'revoked' : 'notRevoked')
      }
      default:
        return back('gone')
    }
  },
)
