/** Units by dimension: how many of the base unit one is. Exact where the definition is (inch, pound, US gallon). */

export interface Unit {
  dimension: string
  /** In the base unit of the dimension; temperatures go by `kelvin` instead. */
  factor: number
  symbol: string
}

type Row = [names: string, factor: number, symbol: string]

const table: Record<string, Row[]> = {
  length: [
    ['mm|millimeter|millimetre', 1e-3, 'mm'],
    ['cm|centimeter|centimetre', 1e-2, 'cm'],
    ['m|meter|metre', 1, 'm'],
    ['km|kilometer|kilometre', 1e3, 'km'],
    ['in|inch|inches', 0.0254, 'in'],
    ['ft|foot|feet', 0.3048, 'ft'],
    ['yd|yard', 0.9144, 'yd'],
    ['mi|mile', 1609.344, 'mi'],
    ['nautical mile|nmi', 1852, 'nmi'],
    ['light year|light-year|lightyear', 9.4607304725808e15, 'ly'],
  ],
  mass: [
    ['mg|milligram', 1e-6, 'mg'],
    ['g|gram|gramme', 1e-3, 'g'],
    ['kg|kilo|kilogram|kilogramme', 1, 'kg'],
    ['tonne|metric ton|t', 1e3, 't'],
    ['oz|ounce', 0.028349523125, 'oz'],
    ['lb|lbs|pound', 0.45359237, 'lb'],
    ['stone', 6.35029318, 'st'],
  ],
  time: [
    ['ms|millisecond', 1e-3, 'ms'],
    ['s|sec|second', 1, 's'],
    ['min|minute', 60, 'min'],
    ['h|hr|hour', 3600, 'h'],
    ['day|d', 86_400, 'days'],
    ['week', 604_800, 'weeks'],
  ],
  volume: [
    ['ml|milliliter|millilitre', 1e-3, 'ml'],
    ['cl|centiliter|centilitre', 1e-2, 'cl'],
    ['dl|deciliter|decilitre', 1e-1, 'dl'],
    ['l|liter|litre', 1, 'l'],
    ['gal|gallon|us gallon', 3.785411784, 'gal (US)'],
    ['quart|qt', 0.946352946, 'qt (US)'],
    ['pint|pt', 0.473176473, 'pt (US)'],
    ['cup', 0.2365882365, 'cups (US)'],
    ['fl oz|fluid ounce', 0.0295735295625, 'fl oz (US)'],
    ['tbsp|tablespoon', 0.01478676478125, 'tbsp (US)'],
    ['tsp|teaspoon', 0.00492892159375, 'tsp (US)'],
    ['m3|m^3|m³|cubic meter|cubic metre', 1e3, 'm³'],
  ],
  area: [
    ['cm2|cm^2|cm²|square centimeter|square centimetre', 1e-4, 'cm²'],
    ['m2|m^2|m²|sqm|square meter|square metre', 1, 'm²'],
    ['km2|km^2|km²|square kilometer|square kilometre', 1e6, 'km²'],
    ['ha|hectare', 1e4, 'ha'],
    ['acre', 4046.8564224, 'acres'],
    ['sq ft|sqft|ft2|ft^2|ft²|square foot|square feet', 0.09290304, 'ft²'],
    ['sq mi|square mile', 2_589_988.110336, 'mi²'],
  ],
  speed: [
    ['m/s|meters per second|metres per second', 1, 'm/s'],
    ['km/h|kmh|kph|kilometers per hour|kilometres per hour', 1 / 3.6, 'km/h'],
    ['mph|mi/h|miles per hour', 0.44704, 'mph'],
    ['knot|kn', 1852 / 3600, 'kn'],
  ],
  data: [
    ['bit', 1 / 8, 'bit'],
    ['b|byte', 1, 'B'],
    ['kb|kilobyte', 1e3, 'kB'],
    ['mb|megabyte', 1e6, 'MB'],
    ['gb|gigabyte', 1e9, 'GB'],
    ['tb|terabyte', 1e12, 'TB'],
    ['kib|kibibyte', 1024, 'KiB'],
    ['mib|mebibyte', 1024 ** 2, 'MiB'],
    ['gib|gibibyte', 1024 ** 3, 'GiB'],
    ['tib|tebibyte', 1024 ** 4, 'TiB'],
  ],
  energy: [
    ['j|joule', 1, 'J'],
    ['kj|kilojoule', 1e3, 'kJ'],
    ['cal|calorie', 4.184, 'cal'],
    ['kcal|kilocalorie', 4184, 'kcal'],
    ['kwh|kilowatt hour|kilowatt-hour', 3.6e6, 'kWh'],
  ],
  temperature: [
    ['c|°c|celsius|degrees celsius|degree celsius|degrees c', 1, '°C'],
    ['f|°f|fahrenheit|degrees fahrenheit|degree fahrenheit|degrees f', 1, '°F'],
    ['k|kelvin', 1, 'K'],
  ],
}

const byName = new Map<string, Unit>()
for (const [dimension, rows] of Object.entries(table))
  for (const [names, factor, symbol] of rows)
    for (const name of names.split('|')) {
      byName.set(name, { dimension, factor, symbol })
      if (/[a-z]{3}$/.test(name) && !/(?:s|feet|celsius|fahrenheit|kelvin)$/.test(name))
        byName.set(`${name}s`, { dimension, factor, symbol })
    }

/** A unit by its symbol or its name, singular or plural. */
export const unitOf = (name: string): Unit | undefined =>
  byName.get(name.trim().toLowerCase().replace(/\.$/, ''))

const kelvin: Record<string, [zero: number, step: number]> = {
  '°C': [273.15, 1],
  '°F': [459.67 * (5 / 9), 5 / 9],
  K: [0, 1],
}

/** The value in another unit of the same dimension. */
export function convert(value: number, from: Unit, to: Unit): number {
  const [a, b] = [kelvin[from.symbol], kelvin[to.symbol]]
  if (a && b) return (value * a[1] + a[0] - b[0]) / b[1]
  return (value * from.factor) / to.factor
}

/** For a pattern; the longest first, so that "km" is not read as "k" and a rest. */
export const unitNames = [...byName.keys()]
  .toSorted((a, b) => b.length - a.length)
  .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
  .join('|')
