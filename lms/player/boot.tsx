import { createRoot } from 'react-dom/client'
import { IntlProvider, type Messages } from 'use-intl'
import { openAttempt } from '../attempt'
import { type Content, type Intro, type MergedVariants, restored } from '../content'
import { type CourseContent, type CourseIntro, type StoredCourse, isCourse, restoredCourse } from '../course/content'
import { courseSession } from '../course/session'
import { browserCopies } from '../browser-copies'
import { type CopiedRuntime, withCopy } from '../copy'
import { isOver, packageDelivery, reportTo } from '../delivery'
import type { Runtime } from '../runtime'
import { type Saving, savingOf } from '../saving'
import { App, type Place } from './app'
import { CourseApp, type CourseAppProps } from './course/app'
import { CourseStart } from './course/start'
import { Help } from './help'
import { Start } from './start'
import { CannotOpen } from './cannot-open'

type SaveResult = (content: Content | CourseContent) => void

export interface Page {
  intro: Intro | CourseIntro
  /** For dates and numbers. */
  language: string
  messages: Messages
}

/** How many milliseconds we wait for the LMS when the learner leaves. */
const PATIENCE = 3000

/**
 * @param open reads what the LMS holds; if it throws, the learner sees that the package cannot start
 * @param keep saves the result as a file, if there is no LMS
 */
export async function boot(open: () => Runtime | Promise<Runtime>, keep: SaveResult | null = null): Promise<void> {
  const page = JSON.parse(document.getElementById('page')!.textContent!) as Page
  const root = createRoot(document.getElementById('player')!)
  const show = (shown: React.ReactNode) =>
    root.render(
      <IntlProvider locale={page.language} messages={page.messages} timeZone="UTC">
        {shown}
        <Help contacts={page.intro.contacts} />
      </IntlProvider>,
    )
  // The LMS has closed the session of a page that was left, even if the browser cached the page.
  addEventListener('pageshow', ({ persisted }) => persisted && location.reload())
  try {
    const runtime = await withCopy(await open(), browserCopies, Date.now)
    const { intro } = page
    let saving: Saving | null = null
    let end: (() => void) | null = null
    const begin = async (started: boolean, suspended = runtime.held.suspended) => {
      const content = await contentHere()
      end ??= ending(runtime, () => saving!.now())
      const opened = { runtime, suspended, started, keep, end, again: () => void begin(true, '') }
      const taken = isCourse(content) ? takingCourse(content, opened) : playing(content, opened)
      saving = taken.saving
      show(taken.page)
    }
    if (runtime.held.suspended !== '') return await begin(false)
    const first = { restarted: false, mode: runtime.held.mode, start: () => void begin(true) }
    show(isCourse(intro) ? <CourseStart intro={intro} {...first} /> : <Start intro={intro} {...first} />)
  } catch (fault) {
    console.error(fault)
    show(<CannotOpen />)
  }
}

/** The content comes after the script at the end of the page, so the first page does not wait for it on a slow network. */
async function contentHere(): Promise<Content | CourseContent> {
  if (document.readyState === 'loading') await new Promise((done) => document.addEventListener('DOMContentLoaded', done))
  const content = JSON.parse(document.getElementById('content')!.textContent!) as MergedVariants<Content> | StoredCourse
  return isCourse(content) ? restoredCourse(content) : restored<Content>(content)
}

/**
 * Ends the session once, when the learner leaves or the page goes away. The browser hides a page before it discards it, so we can still
 * wait then; what the LMS did not take is in the browser's storage.
 * @returns a function that ends the session and leads to where the LMS wants the learner to go
 */
function ending(runtime: Runtime, save: () => Promise<boolean>): () => void {
  let isLeft = false
  async function leave(how: 'left' | 'closing') {
    if (isLeft) return
    isLeft = true
    await Promise.race([runtime.leave(how), new Promise((done) => setTimeout(done, PATIENCE))])
    if (how === 'left' && runtime.returns) location.assign(runtime.returns)
  }
  addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && !isLeft && void save())
  addEventListener('pagehide', () => void leave('closing'))
  return () => void leave('left')
}

interface Opened {
  runtime: CopiedRuntime
  suspended: string
  started: boolean
  keep: SaveResult | null
  end(): void
  again(): void
}
interface Taken {
  saving: Saving
  page: React.ReactNode
}

function playing(content: Content, { runtime, suspended, started, keep, end, again }: Opened): Taken {
  let go: (place: Place) => void = () => {}
  const { held } = runtime
  const attempt = openAttempt(content, suspended, Math.random)
  const saving: Saving = savingOf(runtime, () => reportTo(held, delivery.report()))
  const delivery = packageDelivery({
    ...{ content, attempt, saving, now: Date.now },
    go: (to) => {
      go(to)
      if (to === 'left') end()
    },
  })
  const isResumed = isOver(delivery)
  // The LMS may lack the outcome, for example because the page was closed just after the judgement.
  if (isResumed || runtime.isBehind) saving.changed()
  const page = (
    <App
      key={attempt.seed}
      {...{ content, attempt, delivery, saving, held, started }}
      onPlace={(listener) => {
        go = listener
      }}
      again={isResumed && runtime.mayPlayAgain() ? again : null}
      leave={content.standsAlone ? null : () => delivery.leave()}
      keep={keep && (() => keep(content))}
    />
  )
  return { saving, page }
}

function takingCourse(content: CourseContent, { runtime, suspended, started, keep, end, again }: Opened): Taken {
  let go: Parameters<CourseAppProps['onPlace']>[0] = () => {}
  const { held } = runtime
  const session = courseSession({
    ...{ content, runtime, now: Date.now, lot: Math.random },
    suspended,
    go: (to) => go(to),
  })
  const { saving } = session
  const isResumed = session.isOver()
  if (isResumed || runtime.isBehind) saving.changed()
  async function leave() {
    const isSaved = await saving.now()
    go(isSaved ? 'left' : 'unsaved')
    if (isSaved) end()
  }
  const page = (
    <CourseApp
      key={session.seed}
      {...{ content, session, started }}
      mode={held.mode}
      onPlace={(listener) => {
        go = listener
      }}
      again={isResumed && runtime.mayPlayAgain() ? again : null}
      leave={content.standsAlone ? null : () => void leave()}
      keep={keep && (() => keep(content))}
    />
  )
  return { saving, page }
}
