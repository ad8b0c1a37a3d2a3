import type { ArtefactOf, Person } from '@/scenarios/engine/play/play'
import { Words } from '../ui/words'
import { Rows } from './papers'
import { Disc, roleOf } from './person'
import { Sentence } from './segments'

export function Profile({ person, rows }: { person: Person; rows: ArtefactOf<'profile'>['rows'] }) {
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
