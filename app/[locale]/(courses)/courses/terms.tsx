import { Clock, Eye, EyeOff } from 'lucide-react'
import type { Course } from '@/scenarios/engine/course/course'
import { type TermsPart, termsOf } from '@/server/courses/terms'
import { currentPerson } from '@/server/nextjs/current-person'
import { launchToken } from '@/server/platform/launch-token'
import { translator } from '@/server/platform/locales'

const ICONS = {
  sees: <Eye className="icon text-accent" />,
  never: <EyeOff className="icon text-good" />,
  kept: <Clock className="icon text-ink-2" />,
  rules: null,
} satisfies Record<TermsPart['name'], unknown>

export async function Terms({ locale, course, code }: { locale: string; course: Course; code?: string }) {
  const parts = await termsOf(locale, course, code)
  const place = launchToken() !== null ? 'launch' : course.people === 'codes' && !(await currentPerson()) ? 'device' : null
  return (
    <div className="grid gap-x-10 gap-y-6 sm:grid-cols-2">
      {parts.map(({ name, title, lines }) => (
        <section key={name} className={name === 'kept' || name === 'rules' ? 'sm:col-span-2' : undefined}>
          <h2 className="flex items-center gap-2 font-semibold">
            {ICONS[name]}
            {title}
          </h2>
          {name === 'sees' ? (
            <ul className="mt-2 list-disc space-y-1.5 ps-5 leading-relaxed">
              {lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          ) : (
            lines.map((line) => (
              <p key={line} className="mt-1 leading-relaxed">
                {line}
              </p>
            ))
          )}
          {name === 'rules' && place && (
            <p className="mt-2 leading-relaxed text-ink-2">{translator(locale, 'courses')(`terms.${place}`)}</p>
          )}
        </section>
      ))}
    </div>
  )
}
