/** Places that go by several names, folded: a name of one language is known by that of another. Pure. */

const GROUPS = `
munich munchen monachium
vienna wien vienne viena wieden
cologne koln colonia
nuremberg nurnberg
hanover hannover
brunswick braunschweig
berlin berlino
zurich zurigo
geneva geneve genf ginevra ginebra
basle basel bale basilea
berne bern berna
lucerne luzern
lisbon lisboa lisbonne lissabon lisbona
seville sevilla
saragossa zaragoza
warsaw warszawa warschau varsovie varsovia varsavia
cracow krakow krakau cracovie cracovia
gdansk danzig
wroclaw breslau
prague praha prag praga
budapest budapeszt
bucharest bucuresti bukarest
belgrade beograd belgrad
athens athen athenes atenas atene
rome roma rom
milan milano mailand
turin torino
florence firenze florenz florencia
venice venezia venedig venise venecia
naples napoli neapel
genoa genova genua genes
brussels bruxelles brussel bruselas
antwerp antwerpen anvers amberes
ghent gent gand
bruges brugge brugges
hague haag haye
strasbourg strassburg strasburgo
copenhagen kobenhavn kopenhagen copenhague
gothenburg goteborg
moscow moskva moskau moscou москва moskwa
kyiv kiev kiew київ киев
beijing peking pekin 北京
tokyo tokio 東京
london londres londra londyn
paris parigi paryz
germany deutschland allemagne alemania germania duitsland niemcy alemanha германия
austria osterreich autriche oostenrijk
switzerland schweiz suisse svizzera suiza zwitserland
france frankreich francia frankrijk francja franca франция
italy italien italia italie wlochy италия
spain spanien espana espagne spagna spanje hiszpania espanha
netherlands niederlande nederland holland hollande
belgium belgien belgique belgie belgica belgia
poland polen polska pologne polonia польша
sweden schweden sverige suede suecia svezia
norway norwegen norge norvege noruega
denmark danemark danmark dinamarca
greece griechenland grece grecia
turkey turkei turkiye turquie turquia
japan japon giappone 日本
china chine cina 中国
russia russland russie rusia россия
europe europa
sicily sicilia sizilien sicile
bavaria bayern baviere
saxony sachsen
tuscany toscana toskana
`;

const PLACES = new Map<string, string[]>();
for (const group of GROUPS.trim()
  .split("\n")
  .map((line) => line.split(" ")))
  for (const name of group) PLACES.set(name, group);

/** What stands for several words: each is known by all of the others. */
const SHORT: Record<string, string[]> = {
  york: ["nyc"],
  nyc: ["york"],
  angeles: ["la"],
  francisco: ["sf"],
  sf: ["francisco"],
  petersburg: ["spb"],
};

/** Other names of what a folded word names, folded too; none for most words. */
export function otherNames(word: string): string[] {
  return PLACES.get(word) ?? (Object.hasOwn(SHORT, word) ? (SHORT[word] ?? []) : []);
}
