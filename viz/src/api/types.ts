/** Short names for what the HTTP side answers. */
import type { components } from './schema'

type Schemas = components['schemas']

export type Schema<Name extends keyof Schemas> = Schemas[Name]
export type Level = Schemas['Level']
export type RelationType = Schemas['RelationType']
export type State = Schemas['State']
export type Scope = Schemas['Scope']
export type Resolution = Schemas['Resolution']
export type DocumentRef = Schemas['DocumentRef']
export type Relation = Schemas['Relation']
export type Evidence = Schemas['Evidence']
export type Problem = Schemas['Problem']
export type Suggestion = Schemas['Suggestion']
