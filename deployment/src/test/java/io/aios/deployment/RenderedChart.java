package io.aios.deployment;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What Helm makes of the chart and some values, as a cluster would get it. */
record RenderedChart(List<Map<String, Object>> objects) {
  static final Path CHART = Path.of("../helm/aios");
  static final String RELEASE = "trial";
  static final String NAME = RELEASE + "-aios";

  List<Map<String, Object>> of(String kind) {
    return objects.stream().filter(each -> kind.equals(each.get("kind"))).toList();
  }

  Map<String, Object> of(String kind, String name) {
    return of(kind).stream()
        .filter(each -> name.equals(Documents.text(each, "metadata", "name")))
        .findFirst()
        .orElseThrow(() -> new AssertionError("The chart makes no " + kind + " " + name));
  }

  /** The Deployment or StatefulSet of a service. */
  Map<String, Object> workload(String service) {
    return objects.stream()
        .filter(each -> List.of("Deployment", "StatefulSet").contains(Documents.text(each, "kind")))
        .filter(each -> (NAME + "-" + service).equals(Documents.text(each, "metadata", "name")))
        .findFirst()
        .orElseThrow(() -> new AssertionError("The chart runs no " + service));
  }

  Map<String, Object> pod(String service) {
    return Documents.object(workload(service), "spec", "template", "spec");
  }

  Map<String, Object> container(String service) {
    return Documents.objects(pod(service), "containers").getFirst();
  }

  /** A service's configuration, which the chart writes. */
  Map<String, Object> configuration(String service) {
    String text = Documents.text(of("ConfigMap", NAME + "-" + service), "data", service + ".yml");
    return Documents.of(text).getFirst();
  }

  /** The secrets in a service's volume of files: the path there, by {@code secret/key}. */
  Map<String, String> mounted(String service) {
    Map<String, String> paths = new java.util.TreeMap<>();
    for (Map<String, Object> volume : Documents.objects(pod(service), "volumes")) {
      for (Map<String, Object> source : Documents.objects(volume, "projected", "sources")) {
        String secret = Documents.text(source, "secret", "name");
        for (Map<String, Object> item : Documents.objects(source, "secret", "items")) {
          paths.put(secret + "/" + item.get("key"), Documents.text(item, "path"));
        }
      }
    }
    return paths;
  }
}
