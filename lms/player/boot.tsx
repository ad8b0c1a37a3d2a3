import { createRoot } from 'react-dom/client'
import { IntlProvider, type Messages } from 'use-intl'
import { openAttempt } from '../attempt'
import { type Content, type Intro, type MergedVariants, restored } from '../content'
import { type CourseContent, type CourseIntro, type StoredCourse, isCourse, restoredCourse } from '../course/content'
import { courseSession } from '../course/session'
import { isOver, packageDelivery } from '../delivery'
import type { Runtime } from '../runtime'
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
    const runtime = await open()
    const { intro } = page
    const begin = async (started: boolean) => {
      const content = await contentHere()
      show(isCourse(content) ? takingCourse(content, runtime, started, keep) : playing(content, runtime, started, keep))
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

function playing(content: Content, runtime: Runtime, started: boolean, keep: SaveResult | null) {
  let go: (place: Place) => void = () => {}
  const attempt = openAttempt(content, runtime.held.suspended, Math.random)
  const delivery = packageDelivery({
    content,
    attempt,
    runtime,
    now: Date.now,
    go: (to) => {
      go(to)
      if (to === 'left') leave()
    },
  })
  const leave = ending(runtime, delivery.save)
  // The page was closed between the judgement and the debrief, so the LMS still needs the outcome.
  if (isOver(delivery) && !runtime.held.outcome) void delivery.save()
  return (
    <App
      content={content}
      attempt={attempt}
      delivery={delivery}
      mode={runtime.held.mode}
      started={started}
      onPlace={(listener) => {
        go = listener
      }}
      leave={content.standsAlone ? null : () => delivery.leave()}
      keep={keep && (() => keep(content))}
    />
  )
}

function takingCourse(content: CourseContent, runtime: Runtime, started: boolean, keep: SaveResult | null) {
  let go: Parameters<CourseAppProps['onPlace']>[0] = () => {}
  const session = courseSession({ content, runtime, now: Date.now, lot: Math.random, go: (to) => go(to) })
  const end = ending(runtime, session.save)
  if (session.progress().next === null && !runtime.held.outcome) void session.save()
  async function leave() {
    const isSaved = await session.save()
    go(isSaved ? 'left' : 'unsaved')
    if (isSaved) end()
  }
  return (
    <CourseApp
      content={content}
      session={session}
      mode={runtime.held.mode}
      started={started}
      onPlace={(listener) => {
        go = listener
      }}
      leave={content.standsAlone ? null : () => void leave()}
      keep={keep && (() => keep(content))}
    />
  )
}
