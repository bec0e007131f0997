// Word writes its elements with the prefix `w`; other programs may use any prefix, or none. Their parts are read as if
// Word had written them.
// @see https://www.w3.org/TR/xml-names/

/** Namespaces of words in Office Open XML: transitional, and strict since ISO/IEC 29500. */
const mainNames = new Set([
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  'http://purl.oclc.org/ooxml/wordprocessingml/main',
])

const tags =
  /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>|<(\/?)([^\s<>/"'!?]+)((?:\s(?:"[^"]*"|'[^']*'|[^"'<>])*)?)>/g
const attributes = /(\s)([^\s=<>"'/]+)(\s*=\s*)("[^"]*"|'[^']*')/g

/** The prefixes that stand for the namespace of words, in one element and what is in it. */
type Scope = ReadonlySet<string>

/**
 * Writes a part so that the elements and attributes of words have the prefix `w`, or gives it as it is when they have.
 * NOTE: the result is the same XML with other prefixes, not the same bytes.
 */
export function withWordPrefix(text: string): string {
  const names = Array.from(text.matchAll(/\sxmlns(?::([^\s=]+))?\s*=\s*(?:"([^"]*)"|'([^']*)')/g))
  const isMain = (uri: string | undefined): boolean => mainNames.has(uri ?? '')
  const odd = names.some(([, prefix, one, other]) => prefix !== 'w' && isMain(one ?? other))
  const taken = names.some(([, prefix, one, other]) => prefix === 'w' && !isMain(one ?? other))
  if (!odd || taken) return text
  const scopes: Scope[] = [new Set()]
  return text.replace(tags, (whole, slash: string | undefined, name: string | undefined, rest: string) => {
    if (name === undefined) return whole
    const outer = scopes.at(-1) ?? new Set<string>()
    if (slash === '/') {
      if (scopes.length > 1) scopes.pop()
      return `</${renamed(name, outer, true)}${rest}>`
    }
    const scope = scopeOf(rest, outer, isMain)
    if (!rest.endsWith('/')) scopes.push(scope)
    let declaresW = /\sxmlns:w\s*=/.test(rest)
    const own = rest.replace(
      attributes,
      (_all, space: string, attribute: string, equals: string, value: string) => {
        const declared = /^xmlns(?::(.+))?$/.exec(attribute)
        // Declared once more under its own prefix, because values such as `Requires` may name it.
        if (declared && !declaresW && isMain(value.slice(1, -1))) {
          declaresW = true
          return `${space}${attribute}${equals}${value} xmlns:w=${value}`
        }
        return space + (declared ? attribute : renamed(attribute, scope, false)) + equals + value
      },
    )
    return `<${renamed(name, scope, true)}${own}>`
  })
}

/** The prefixes of a part that are not those of Word: of its elements, which may have none, and of their attributes. */
export interface OwnPrefixes {
  readonly element: string
  readonly attribute: string
}

/**
 * Tells the prefixes of a part that has one way of writing words throughout, declared by its first element; null for
 * a part that is as Word writes it, or is written in several ways.
 */
export function ownPrefixes(text: string): OwnPrefixes | null {
  const declared = Array.from(text.matchAll(/\sxmlns(?::([^\s=]+))?\s*=\s*(?:"([^"]*)"|'([^']*)')/g))
    .filter(([, , one, other]) => mainNames.has(one ?? other ?? ''))
    .map(({ 1: prefix = '', index }) => ({ prefix, index }))
  const first = /<[^!?][^>]*>/.exec(text)
  const end = first ? first.index + first[0].length : 0
  const prefixes = declared.map(({ prefix }) => prefix)
  if (declared.some(({ index }) => index > end) || prefixes.includes('w')) return null
  const [named, ...more] = prefixes.filter((prefix) => prefix !== '')
  if (named === undefined || more.length > 0) return null
  if (!prefixes.includes('')) return { element: named, attribute: named }
  return text.includes(`<${named}:`) ? null : { element: '', attribute: named }
}

/** Writes a part that was given the prefix of Word with its own ones again. */
export function withOwnPrefixes(text: string, { element, attribute }: OwnPrefixes): string {
  const named = (prefix: string, name: string) => (prefix === '' ? name : `${prefix}:${name}`)
  let root = true
  return text.replace(tags, (whole, slash: string | undefined, name: string | undefined, rest: string) => {
    if (name === undefined) return whole
    const declared = root ? rest.replace(/ xmlns:w=(?:"[^"]*"|'[^']*')/, '') : rest
    root = false
    const own = declared.replace(
      attributes,
      (all, space: string, key: string, equals: string, value: string) =>
        key.startsWith('w:') ? space + named(attribute, key.slice(2)) + equals + value : all,
    )
    return `<${slash}${name.startsWith('w:') ? named(element, name.slice(2)) : name}${own}>`
  })
}

function scopeOf(rest: string, outer: Scope, isMain: (uri: string) => boolean): Scope {
  if (!rest.includes('xmlns')) return outer
  const scope = new Set(outer)
  for (const [, , attribute = '', , value = ''] of rest.matchAll(attributes)) {
    const declared = /^xmlns(?::(.+))?$/.exec(attribute)
    if (!declared) continue
    if (isMain(value.slice(1, -1))) scope.add(declared[1] ?? '')
    else scope.delete(declared[1] ?? '')
  }
  return scope
}

/** The name with the prefix `w` where its own stands for words; an attribute without a prefix is in no namespace. */
function renamed(name: string, scope: Scope, element: boolean): string {
  const colon = name.indexOf(':')
  const prefix = colon === -1 ? '' : name.slice(0, colon)
  if (prefix === 'w' || !scope.has(prefix) || (prefix === '' && !element)) return name
  return `w:${name.slice(colon + 1)}`
}
