import { z } from 'zod'
import { Nature } from '@/scenarios/engine/format/schema'
import { permittedToWrite } from '@/server/next/current-person'
import { startAttempt } from '@/server/learning/attempts'
import { libraryIn } from '@/server/library/library'
import { refused, seeOther } from '@/server/next/responses'
import { ensureLearner } from '@/server/next/session'

const Asked = z.object({ pattern: z.string().max(20), nature: Nature })

/** An author plays one version as a learner would see it. It is practice: it enters no profile and no course. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/manage/scenarios/preview'>) {
  const limited = await refused(request)
  if (limited) return limited
  const { locale } = await params
  const { no } = await permittedToWrite(locale, 'author', 'administrator')
  if (no) return no
  const form = await request.formData().catch(() => new FormData())
  const asked = Asked.safeParse(Object.fromEntries(form))
  const there = asked.success && (await libraryIn(locale)).pattern(asked.data.pattern)?.scenarios[asked.data.nature]
  if (!there) return seeOther(`/${locale}/manage/scenarios?note=gone`)
  const attempt = await startAttempt({ ...asked.data, learner: await ensureLearner(), locale, purpose: 'practice' })
  return seeOther(`/${locale}/learn/attempts/${attempt}`)
}
