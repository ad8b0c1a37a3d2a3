import { Words } from '../ui/words'
import type { DrawingProps } from './drawings'
import { Rows } from './things/rows'
import { Disc, roleOf } from './person'
import { Sentence } from './segments'

export function Profile({ artefact: { of, rows }, cast }: DrawingProps<'profile'>) {
  const person = cast[of]!
  const role = rows.find(({ text }) => text === roleOf(person))
  return (
    <div className="about">
      <Disc person={person} className="" />
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
      <Rows rows={rows.filter((row) => row !== role)} />
    </div>
  )
}
