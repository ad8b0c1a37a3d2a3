import { GraduationCap, Menu, Presentation, Settings2, UserRound } from 'lucide-react'
import { BELOW_BAR, Popover } from '@/components/ui/popover'
import { currentPerson, has } from '@/server/nextjs/current-person'
import { ownFacilitators } from '@/server/nextjs/session'
import { translator } from '@/server/platform/locales'
import { ownEnrolments } from './(courses)/courses/own'
import { type Section, sectionsOf } from '@/server/nextjs/sections'

interface Link {
  href: string
  icon: typeof Menu
  text: string
  /** The accessible name, if the text says less. */
  name?: string
  below?: { href: string; text: string }[]
}
const MENU_ID = 'menu'

/**
 * The links of the bar. Only a wide screen has room for as many as a manager has; on a narrow one they are in a menu, which the browser
 * opens without script.
 * @param courses whether there is room for the link to the learner's courses
 */
export async function BarLinks({ locale, courses }: { locale: string; courses: boolean }) {
  const links = await linksOf(locale, courses)
  const folded = links.length > 2 || links.some(({ below }) => below)
  return (
    <>
      <div className={folded ? 'hidden items-center gap-1 lg:flex' : 'contents'}>
        {links.map(({ href, icon: Icon, text, name }) => (
          <a key={href} className="btn btn-ghost min-h-10 px-2.5" href={href} aria-label={name}>
            <Icon className="icon" />
            <span className="max-w-40 truncate max-sm:sr-only">{text}</span>
          </a>
        ))}
      </div>
      {folded && <NarrowMenu locale={locale} links={links} />}
    </>
  )
}

async function linksOf(locale: string, courses: boolean): Promise<Link[]> {
  const person = await currentPerson()
  const [manage, live] = [translator(locale, 'manage'), translator(locale, 'live')]
  const sessions: Link = { href: `/${locale}/live`, icon: Presentation, text: live('short'), name: live('title') }
  const links: Link[] = []
  if (courses && (await ownEnrolments()).length > 0)
    links.push({ href: `/${locale}/courses`, icon: GraduationCap, text: translator(locale, 'courses')('title') })
  if (!person) return (await ownFacilitators()).length > 0 ? [...links, sessions] : links
  const sections = sectionsOf(person)
  const below = (section: Section) => ({ href: `/${locale}/manage/${section}`, text: manage(`${section}.title`) })
  if (sections.length > 0) links.push({ href: `/${locale}/manage`, icon: Settings2, text: manage('title'), below: sections.map(below) })
  if (has(person, 'facilitator')) links.push(sessions)
  return [...links, { href: `/${locale}/account`, icon: UserRound, text: person.name || manage('account'), name: manage('account') }]
}

function NarrowMenu({ locale, links }: { locale: string; links: Link[] }) {
  const t = translator(locale, 'ui')
  return (
    <>
      <button type="button" className="btn btn-ghost min-h-10 px-2.5 lg:hidden" popoverTarget={MENU_ID} aria-label={t('menu')}>
        <Menu className="icon" />
      </button>
      <Popover id={MENU_ID} title={t('menu')} close={t('menuClose')} place={BELOW_BAR}>
        <ul className="mt-2">
          {links.map(({ href, icon: Icon, text, name, below = [] }) => (
            <li key={href}>
              <a className="flex min-h-11 items-center gap-3 font-medium hover:underline" href={href}>
                <Icon className="icon shrink-0 text-ink-2" />
                <span className="min-w-0 wrap-anywhere">{name ?? text}</span>
              </a>
              {below.length > 0 && (
                <ul className="mb-2 ms-2 border-s border-line ps-5">
                  {below.map((part) => (
                    <li key={part.href}>
                      <a className="flex min-h-11 items-center hover:underline" href={part.href}>
                        {part.text}
                      </a>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ul>
      </Popover>
    </>
  )
}
