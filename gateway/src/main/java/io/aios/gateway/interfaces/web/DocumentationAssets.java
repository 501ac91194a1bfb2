package io.aios.gateway.interfaces.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Swagger UI's own files, from its jar: the page loads nothing from elsewhere, and may not. */
@Configuration(proxyBeanMethods = false)
class DocumentationAssets implements WebMvcConfigurer {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'"
          + " data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors"
          + " 'none'";

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/docs/assets/**")
        .addResourceLocations(
            "classpath:/META-INF/resources/webjars/swagger-ui/" + version() + '/',
            "classpath:/api/assets/")
        .setCachePeriod(3600);
  }

  private static String version() {
    Properties properties = new Properties();
    ClassPathResource resource =
        new ClassPathResource("META-INF/maven/org.webjars/swagger-ui/pom.properties");
    try (InputStream in = resource.getInputStream()) {
      properties.load(in);
    } catch (IOException e) {
      throw new IllegalStateException("swagger-ui is not on the class path", e);
    }
    return properties.getProperty("version");
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry
        .addInterceptor(
            new HandlerInterceptor() {
              @Override
              public boolean preHandle(
                  HttpServletRequest request, HttpServletResponse response, Object handler) {
                response.setHeader("Content-Security-Policy", POLICY);
                response.setHeader("Referrer-Policy", "no-referrer");
                return true;
              }
            })
        .addPathPatterns("/docs/**");
  }
}
