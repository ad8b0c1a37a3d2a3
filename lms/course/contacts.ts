import type { CourseContent } from './content'

/** A way that has an @ is an email address. @param officer the name for a contact who has none */
export const askedOf = ({ contacts }: Pick<CourseContent, 'contacts'>, officer: string) =>
  contacts.map(({ name, place = '', ways }) => ({
    name: name || officer,
    place,
    phone: ways.find((way) => !way.includes('@')) ?? '',
    email: ways.find((way) => way.includes('@')) ?? '',
    hours: '',
  }))
