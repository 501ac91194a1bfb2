package io.aios.security.threats.infrastructure.rcf;

import com.amazon.randomcutforest.config.ForestMode;
import com.amazon.randomcutforest.config.TransformMethod;
import com.amazon.randomcutforest.parkservices.AnomalyDescriptor;
import com.amazon.randomcutforest.parkservices.ThresholdedRandomCutForest;
import com.amazon.randomcutforest.returntypes.DiVector;
import io.aios.security.threats.domain.Feature;
import io.aios.security.threats.domain.Window;
import io.aios.security.threats.usecase.AnomalyDetector;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Robust random cut forest (Guha et al., ICML 2016) with the library's adaptive threshold. The seed
 * is fixed, so that every replica that reads the same records comes to the same scores.
 */
public final class RandomCutForest implements AnomalyDetector {
  private static final List<Feature> FEATURES = List.of(Feature.values());
  private static final long SEED = 20_260_101;

  private final ThresholdedRandomCutForest forest;

  /**
   * @param trees more of them give steadier scores and cost as much more
   * @param sample vectors that each tree holds
   * @param warmUp vectors before the first is judged
   */
  public RandomCutForest(int trees, int sample, int warmUp) {
    this.forest =
        ThresholdedRandomCutForest.builder()
            .dimensions(FEATURES.size())
            .shingleSize(1)
            .numberOfTrees(trees)
            .sampleSize(sample)
            .outputAfter(warmUp)
            .randomSeed(SEED)
            .parallelExecutionEnabled(false)
            .forestMode(ForestMode.STANDARD)
            .transformMethod(TransformMethod.NONE)
            .autoAdjust(true)
            .build();
  }

  @Override
  public Optional<Anomaly> observe(Window window) {
    double[] vector = FEATURES.stream().mapToDouble(window::deviation).toArray();
    AnomalyDescriptor result = forest.process(vector, window.at().getEpochSecond());
    if (result.getAnomalyGrade() <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Anomaly(
            result.getAnomalyGrade(),
            result.getRCFScore(),
            result.getThreshold(),
            shares(result.getAttribution())));
  }

  private static Map<Feature, Double> shares(DiVector attribution) {
    double sum = Arrays.stream(attribution.high).sum() + Arrays.stream(attribution.low).sum();
    Map<Feature, Double> shares = new EnumMap<>(Feature.class);
    for (int i = 0; i < FEATURES.size(); i++) {
      shares.put(FEATURES.get(i), sum == 0 ? 0 : attribution.high[i] / sum);
    }
    return shares;
  }
}
