import { Words } from '../ui/words'
import { ActsOn } from './acts'
import type { DrawingProps } from './kind'
import { Disc, roleOf } from './person'
import { Sentence } from './segments'
import { Rows } from './things/rows'

/** What somebody says of themselves. A row with their role stands below the name. */
export function Profile({ artefact: { id, of, rows }, cast }: DrawingProps<'profile'>) {
  const person = cast[of]!
  const role = rows.find(({ text }) => text === roleOf(person))
  return (
    <div className="about">
      <div className="about-top">
        <Disc person={person} className="about-disc" />
        <h3>{person.name}</h3>
        <p>
          {role ? (
            <>
              <span className="sr-only">
                <Words>{role.label}</Words>:{' '}
              </span>
              <Sentence segment={role} />
            </>
          ) : (
            <Words>{roleOf(person)}</Words>
          )}
        </p>
      </div>
      <Rows rows={rows.filter((row) => row !== role)} />
      <ActsOn artefact={id} className="acts-thing" />
    </div>
  )
}
